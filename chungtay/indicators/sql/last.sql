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
shares AS (
    SELECT s.place, s.agency, s.cell, s.slot, s.bucket, s.amount, s.number, s.step,
           t.parcel, t.unit, t.weight, t.whole, t.era, t.divided, t.leads, t.pieces, t.holders
    FROM said s
    JOIN place_parts t ON s.place = t.place
),
eras AS (
    SELECT parcel, cell, slot, bucket, max(era) AS reported_era
    FROM shares
    WHERE amount IS NOT NULL
    GROUP BY parcel, cell, slot, bucket
),
kept AS (
    SELECT s.*, CASE WHEN e.reported_era IS NULL OR s.era = e.reported_era THEN 1 ELSE 0 END AS stays
    FROM shares s
    LEFT JOIN eras e ON s.parcel = e.parcel AND s.cell = e.cell AND s.slot = e.slot AND s.bucket = e.bucket
),
-- What stays as a whole with one unit needs no dividing, and that is nearly everything.
reports AS (
    SELECT place, agency, cell, slot, bucket, max(unit) AS unit, max(amount) AS amount, max(number) AS number,
           max(divided) AS divided, max(stays) AS stays,
           CASE WHEN max(holders) = 1 AND sum(stays) = max(pieces) THEN 1 ELSE 0 END AS entire
    FROM kept
    GROUP BY place, agency, cell, slot, bucket
),
stepped AS (
    SELECT k.*, CAST(abs(k.amount) / k.step AS BIGINT) AS steps
    FROM kept k
    JOIN reports r ON k.place = r.place AND k.agency = r.agency AND k.cell = r.cell AND k.slot = r.slot
                  AND k.bucket = r.bucket
    WHERE r.stays = 1 AND r.entire = 0
),
quotients AS (
    SELECT *,
           CAST(floor((steps % whole) * weight / whole) AS BIGINT)
               + CAST((steps - steps % whole) / whole AS BIGINT) * weight AS quotient,
           ((steps % whole) * weight) % whole AS rest
    FROM stepped
),
ranked AS (
    SELECT *,
           row_number() OVER (PARTITION BY place, agency, cell, slot, bucket ORDER BY rest DESC, parcel) AS turn,
           steps - sum(quotient) OVER (PARTITION BY place, agency, cell, slot, bucket) AS remaining
    FROM quotients
),
laid AS (
    SELECT w.unit, s.bucket, s.slot, s.place, s.agency, s.amount, s.number, 0 AS divided
    FROM said s
    JOIN whole_places w ON s.place = w.place
    UNION ALL
    SELECT unit, bucket, slot, place, agency, amount, number, divided
    FROM reports
    WHERE entire = 1
    UNION ALL
    SELECT unit, bucket, slot, place, agency,
           CASE WHEN amount < 0 THEN -1 ELSE 1 END * step
               * (quotient + CASE WHEN turn <= remaining THEN 1 ELSE 0 END) AS amount,
           leads * number AS number, divided
    FROM ranked
    WHERE stays = 1
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
