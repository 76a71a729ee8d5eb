/**
 * PostgreSQL: a bounded pool, migrations at start, transactions that are retried where the database
 * asks for it, failures in the words of the contract, and idempotency keys.
 */
@NullMarked
package dev.souk.cluster.sql;

import org.jspecify.annotations.NullMarked;
