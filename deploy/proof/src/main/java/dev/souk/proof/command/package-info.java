/** The command line of the proof run. */
@NullMarked
package dev.souk.proof.command;

import org.jspecify.annotations.NullMarked;
