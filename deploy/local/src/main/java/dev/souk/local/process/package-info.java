/**
 * The operating system's processes: started to outlive their starter, recognised by pid and start
 * time, ended by signals.
 */
@NullMarked
package dev.souk.local.process;

import org.jspecify.annotations.NullMarked;
