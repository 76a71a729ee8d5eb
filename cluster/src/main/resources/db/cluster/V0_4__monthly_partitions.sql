-- The least UUID that an id of version 7 (RFC 9562) made at that time or later can be: a bound between partitions.
CREATE FUNCTION uuid_v7_floor(since timestamptz) RETURNS uuid
    LANGUAGE sql STRICT STABLE
    RETURN rpad(lpad(to_hex((extract(epoch FROM since) * 1000)::bigint), 12, '0'), 32, '0')::uuid;

-- When an id of version 7 was made.
CREATE FUNCTION uuid_v7_time(id uuid) RETURNS timestamptz
    LANGUAGE sql STRICT STABLE
    RETURN to_timestamp(('x' || left(replace(id::text, '-', ''), 12))::bit(48)::bigint / 1000.0);

-- Makes the partitions of the months (UTC) from the one to the other, those that are there left alone. The parent is
-- partitioned by range of a UUIDv7. A partition is made first and attached then, which blocks no reader and no writer.
CREATE FUNCTION make_monthly_partitions(parent text, since timestamptz, until timestamptz) RETURNS void
    LANGUAGE plpgsql AS $$
DECLARE
    month     timestamp := date_trunc('month', since AT TIME ZONE 'UTC');
    following timestamp;
    part      text;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('partitions of ' || parent, 0));
    WHILE month <= until AT TIME ZONE 'UTC' LOOP
        following := month + interval '1 month';
        part := parent || to_char(month, '_YYYY_MM');
        IF to_regclass(quote_ident(part)) IS NULL THEN
            EXECUTE format('CREATE TABLE %I (LIKE %I INCLUDING ALL EXCLUDING IDENTITY)', part, parent);
            EXECUTE format('COMMENT ON TABLE %I IS %L', part, obj_description(parent::regclass, 'pg_class'));
            EXECUTE format('ALTER TABLE %I ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)',
                           parent, part,
                           uuid_v7_floor(month AT TIME ZONE 'UTC'), uuid_v7_floor(following AT TIME ZONE 'UTC'));
        END IF;
        month := following;
    END LOOP;
END
$$;
