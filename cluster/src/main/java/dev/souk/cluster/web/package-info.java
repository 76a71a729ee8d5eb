/**
 * HTTP operations: an OpenAPI fragment compiled into checked operations, their calls and answers,
 * problems, pages and cursors, and the private routes of streams.
 */
@NullMarked
package dev.souk.cluster.web;

import org.jspecify.annotations.NullMarked;
