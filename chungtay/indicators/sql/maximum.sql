-- The highest of all, over periods and over places. A divided unit's value may have come from any of its parcels, so
-- each may claim it. Over breakdowns values are added, as everywhere. Read by DuckDB and by Spark.
WITH holders AS (
    SELECT place, unit, 0 AS divided FROM whole_places
    UNION ALL
    SELECT DISTINCT place, unit, divided FROM place_parts
),
said AS (
    SELECT f.place, f.agency, f.period, h.unit, h.divided, c.slot, p.bucket, f.cell, f.amount
    FROM facts f
    JOIN asked_cells c ON f.cell = c.cell
    JOIN asked_periods p ON f.period = p.period AND p.shift = c.shift
    JOIN holders h ON f.place = h.place
    WHERE c.aggregation = 'maximum'
),
by_report AS (
    SELECT unit, bucket, slot, place, agency, period, sum(amount) AS amount, max(divided) AS divided
    FROM said
    GROUP BY unit, bucket, slot, place, agency, period
),
by_cell AS (
    SELECT unit, bucket, slot, cell, count(amount) AS numbers, count(*) - count(amount) AS reasons
    FROM said
    GROUP BY unit, bucket, slot, cell
),
highest AS (
    SELECT unit, bucket, slot, max(amount) AS amount, max(divided) AS divided
    FROM by_report
    GROUP BY unit, bucket, slot
),
counted AS (
    SELECT unit, bucket, slot, min(numbers) AS numbers, max(reasons) AS reasons, count(*) AS cells
    FROM by_cell
    GROUP BY unit, bucket, slot
)
SELECT h.unit, h.bucket, h.slot, CAST(h.amount AS BIGINT) AS amount, CAST(c.numbers AS BIGINT) AS numbers,
       CAST(c.reasons AS BIGINT) AS reasons, c.cells, h.divided
FROM highest h
JOIN counted c ON h.unit = c.unit AND h.bucket = c.bucket AND h.slot = c.slot
