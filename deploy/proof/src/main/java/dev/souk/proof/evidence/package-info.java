/**
 * What the judge reads: the clients' history and what was collected from the shop afterwards, as
 * files of JSON lines.
 */
@NullMarked
package dev.souk.proof.evidence;

import org.jspecify.annotations.NullMarked;
