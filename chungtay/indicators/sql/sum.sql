-- Added over periods and over places. A value of a divided unit goes to its parcels in whole steps by largest
-- remainder, so that the parts sum to it exactly. Read by DuckDB and by Spark.
WITH said AS (
    SELECT f.submission AS report, f.cell, f.place, c.slot, p.bucket, f.amount,
           CASE WHEN f.amount % c.step = 0 THEN c.step ELSE 1 END AS step
    FROM facts f
    JOIN asked_cells c ON f.cell = c.cell
    JOIN asked_periods p ON f.period = p.period AND f.form = p.form AND p.shift = c.shift
    WHERE c.aggregation = 'sum'
),
stepped AS (
    SELECT *, CAST(abs(amount) / step AS BIGINT) AS steps FROM said
),
shares AS (
    SELECT s.report, s.cell, s.slot, s.bucket, s.amount, s.step, s.steps, t.parcel, t.unit, t.divided, t.leads,
           CAST(floor((s.steps % t.whole) * t.weight / t.whole) AS BIGINT)
               + CAST((s.steps - s.steps % t.whole) / t.whole AS BIGINT) * t.weight AS quotient,
           ((s.steps % t.whole) * t.weight) % t.whole AS rest
    FROM stepped s
    JOIN place_parts t ON s.place = t.place
),
ranked AS (
    SELECT *,
           row_number() OVER (PARTITION BY report, cell, slot, bucket ORDER BY rest DESC, parcel) AS turn,
           steps - sum(quotient) OVER (PARTITION BY report, cell, slot, bucket) AS remaining
    FROM shares
),
laid AS (
    SELECT w.unit, s.bucket, s.slot, s.report, s.amount,
           CASE WHEN s.amount IS NULL THEN 0 ELSE 1 END AS number, 0 AS divided
    FROM said s
    JOIN whole_places w ON s.place = w.place
    UNION ALL
    SELECT unit, bucket, slot, report,
           CASE WHEN amount < 0 THEN -1 ELSE 1 END * step
               * (quotient + CASE WHEN turn <= remaining THEN 1 ELSE 0 END) AS amount,
           CASE WHEN amount IS NULL THEN 0 ELSE leads END AS number, divided
    FROM ranked
),
by_report AS (
    SELECT unit, bucket, slot, report, sum(amount) AS amount, sum(number) AS given, max(divided) AS divided
    FROM laid
    GROUP BY unit, bucket, slot, report
)
SELECT unit, bucket, slot, CAST(sum(amount) AS BIGINT) AS amount,
       CAST(sum(CASE WHEN given > 0 THEN 1 ELSE 0 END) AS BIGINT) AS reports,
       CAST(sum(CASE WHEN given > 0 THEN 0 ELSE 1 END) AS BIGINT) AS reasons,
       CAST(sum(given) AS BIGINT) AS given, max(divided) AS divided
FROM by_report
GROUP BY unit, bucket, slot
