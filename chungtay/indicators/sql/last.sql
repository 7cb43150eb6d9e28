-- Over periods the last number of each reporting body, over places added. Where units passed into others within the
-- time, each parcel counts by the latest unit that reported of it and never by both. Read by DuckDB and by Spark.
WITH latest AS (
    SELECT f.place, f.agency, f.cell, c.slot, c.step, p.bucket,
           max_by(f.amount, CASE WHEN f.amount IS NULL THEN NULL ELSE f.period END) AS amount,
           max(CASE WHEN f.amount IS NOT NULL AND f.period >= p.ends THEN 1 ELSE 0 END) AS number
    FROM facts f
    JOIN asked_cells c ON f.cell = c.cell
    JOIN asked_periods p ON f.period = p.period AND f.form = p.form AND p.shift = c.shift
    WHERE c.aggregation = 'last'
    GROUP BY f.place, f.agency, f.cell, c.slot, c.step, p.bucket
),
said AS (
    SELECT place, agency, cell, slot, bucket, amount, number,
           CASE WHEN amount % step = 0 THEN step ELSE 1 END AS step
    FROM latest
),
stepped AS (
    SELECT *, CAST(abs(amount) / step AS BIGINT) AS steps FROM said
),
shares AS (
    SELECT s.place, s.agency, s.cell, s.slot, s.bucket, s.amount, s.number, s.step, s.steps,
           t.parcel, t.unit, t.divided, t.era,
           CAST(floor((s.steps % t.whole) * t.weight / t.whole) AS BIGINT)
               + CAST((s.steps - s.steps % t.whole) / t.whole AS BIGINT) * t.weight AS quotient,
           ((s.steps % t.whole) * t.weight) % t.whole AS rest,
           max(CASE WHEN s.amount IS NULL THEN NULL ELSE t.era END)
               OVER (PARTITION BY t.parcel, s.cell, s.slot, s.bucket) AS reported_era
    FROM stepped s
    JOIN place_parts t ON s.place = t.place
),
ranked AS (
    SELECT *,
           row_number() OVER (PARTITION BY place, agency, cell, slot, bucket ORDER BY rest DESC, parcel) AS turn,
           steps - sum(quotient) OVER (PARTITION BY place, agency, cell, slot, bucket) AS remaining,
           row_number() OVER (PARTITION BY place, agency, cell, slot, bucket, unit ORDER BY parcel) AS within
    FROM shares
),
laid AS (
    SELECT w.unit, s.bucket, s.slot, s.place, s.agency, s.amount, s.number, 0 AS divided
    FROM said s
    JOIN whole_places w ON s.place = w.place
    UNION ALL
    SELECT unit, bucket, slot, place, agency,
           CASE WHEN amount < 0 THEN -1 ELSE 1 END * step
               * (quotient + CASE WHEN turn <= remaining THEN 1 ELSE 0 END) AS amount,
           CASE WHEN within = 1 THEN number ELSE 0 END AS number, divided
    FROM ranked
    WHERE reported_era IS NULL OR era = reported_era
),
by_report AS (
    SELECT unit, bucket, slot, place, agency, sum(amount) AS amount, sum(number) AS given, max(divided) AS divided
    FROM laid
    GROUP BY unit, bucket, slot, place, agency
)
SELECT unit, bucket, slot, CAST(sum(amount) AS BIGINT) AS amount,
       CAST(sum(CASE WHEN given > 0 THEN 1 ELSE 0 END) AS BIGINT) AS reports,
       CAST(sum(CASE WHEN given > 0 THEN 0 ELSE 1 END) AS BIGINT) AS reasons,
       CAST(sum(given) AS BIGINT) AS given, max(divided) AS divided
FROM by_report
GROUP BY unit, bucket, slot
