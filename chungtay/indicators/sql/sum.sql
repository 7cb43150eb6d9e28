-- Added over periods and over places. A value of a divided unit goes to its parcels in whole steps by largest
-- remainder, so that the parts sum to it exactly. Read by DuckDB and by Spark.
WITH said AS (
    SELECT f.submission, f.cell, f.place, c.slot, p.bucket, f.amount,
           CASE WHEN f.amount % c.step = 0 THEN c.step ELSE 1 END AS step
    FROM facts f
    JOIN asked_cells c ON f.cell = c.cell
    JOIN asked_periods p ON f.period = p.period AND p.shift = c.shift
    WHERE c.aggregation = 'sum'
),
stepped AS (
    SELECT *, CAST(abs(amount) / step AS BIGINT) AS steps FROM said
),
shares AS (
    SELECT s.submission, s.cell, s.slot, s.bucket, s.amount, s.step, t.parcel, t.unit, t.divided,
           s.steps,
           CAST(floor((s.steps % t.whole) * t.weight / t.whole) AS BIGINT)
               + CAST((s.steps - s.steps % t.whole) / t.whole AS BIGINT) * t.weight AS quotient,
           ((s.steps % t.whole) * t.weight) % t.whole AS rest
    FROM stepped s
    JOIN place_parts t ON s.place = t.place
),
ranked AS (
    SELECT *,
           row_number() OVER (
               PARTITION BY submission, cell, slot, bucket ORDER BY rest DESC, parcel) AS turn,
           steps - sum(quotient) OVER (PARTITION BY submission, cell, slot, bucket) AS remaining,
           row_number() OVER (PARTITION BY submission, cell, slot, bucket, unit ORDER BY parcel) AS within
    FROM shares
),
laid AS (
    SELECT w.unit, s.bucket, s.slot, s.cell, s.amount,
           CASE WHEN s.amount IS NULL THEN 0 ELSE 1 END AS number,
           CASE WHEN s.amount IS NULL THEN 1 ELSE 0 END AS reason, 0 AS divided
    FROM said s
    JOIN whole_places w ON s.place = w.place
    UNION ALL
    SELECT unit, bucket, slot, cell,
           CASE WHEN amount < 0 THEN -1 ELSE 1 END * step
               * (quotient + CASE WHEN turn <= remaining THEN 1 ELSE 0 END) AS amount,
           CASE WHEN amount IS NULL OR within > 1 THEN 0 ELSE 1 END AS number,
           CASE WHEN amount IS NULL AND within = 1 THEN 1 ELSE 0 END AS reason, divided
    FROM ranked
),
by_cell AS (
    SELECT unit, bucket, slot, cell, sum(amount) AS amount, sum(number) AS numbers, sum(reason) AS reasons,
           max(divided) AS divided
    FROM laid
    GROUP BY unit, bucket, slot, cell
)
SELECT unit, bucket, slot, CAST(sum(amount) AS BIGINT) AS amount, CAST(min(numbers) AS BIGINT) AS numbers,
       CAST(max(reasons) AS BIGINT) AS reasons, count(*) AS cells, max(divided) AS divided
FROM by_cell
GROUP BY unit, bucket, slot
