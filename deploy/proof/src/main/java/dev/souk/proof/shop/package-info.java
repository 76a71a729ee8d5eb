/**
 * The shop as its user has it: the commands of {@code deploy/souk}, its doors and its data folder.
 */
@NullMarked
package dev.souk.proof.shop;

import org.jspecify.annotations.NullMarked;
