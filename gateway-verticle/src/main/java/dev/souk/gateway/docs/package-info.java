/**
 * The pages that the door has of its own: the merged contract, a page to try it, the problems'
 * explanations and health.
 */
@NullMarked
package dev.souk.gateway.docs;

import org.jspecify.annotations.NullMarked;
