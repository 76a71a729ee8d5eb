/**
 * The public HTTP server: what comes in as bytes, strictly framed, passes the checks in the order
 * of the contract and goes out over the bus or as a stream.
 */
@NullMarked
package dev.souk.gateway.http;

import org.jspecify.annotations.NullMarked;
