/** The commands of deploy/souk, one class each. */
@NullMarked
package dev.souk.local.command;

import org.jspecify.annotations.NullMarked;
