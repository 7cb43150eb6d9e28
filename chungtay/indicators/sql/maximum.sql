-- The highest of all, over periods and over places. A divided unit's value may have come from any of its parcels, so
-- each may claim it. Over breakdowns values are added, as everywhere. Read by DuckDB and by Spark.
WITH holders AS (
    SELECT place, unit, 0 AS divided FROM whole_places
    UNION ALL
    SELECT DISTINCT place, unit, divided FROM place_parts
),
by_report AS (
    SELECT h.unit, p.bucket, c.slot, f.submission, sum(f.amount) AS amount, count(f.amount) AS given,
           max(h.divided) AS divided
    FROM facts f
    JOIN asked_cells c ON f.cell = c.cell
    JOIN asked_periods p ON f.period = p.period AND f.form = p.form AND p.shift = c.shift
    JOIN holders h ON f.place = h.place
    WHERE c.aggregation = 'maximum'
    GROUP BY h.unit, p.bucket, c.slot, f.submission
)
SELECT unit, bucket, slot, CAST(max(amount) AS BIGINT) AS amount,
       CAST(sum(CASE WHEN given > 0 THEN 1 ELSE 0 END) AS BIGINT) AS reports,
       CAST(sum(CASE WHEN given > 0 THEN 0 ELSE 1 END) AS BIGINT) AS reasons,
       CAST(sum(given) AS BIGINT) AS given, max(divided) AS divided
FROM by_report
GROUP BY unit, bucket, slot
