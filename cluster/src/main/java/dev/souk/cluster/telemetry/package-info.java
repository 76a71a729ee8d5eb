/** What a node shows of its work: metrics, traces, and log lines that carry the trace's id. */
@NullMarked
package dev.souk.cluster.telemetry;

import org.jspecify.annotations.NullMarked;
