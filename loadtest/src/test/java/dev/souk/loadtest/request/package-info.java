/** One HTTP request each, with what is checked and remembered. */
@NullMarked
package dev.souk.loadtest.request;

import org.jspecify.annotations.NullMarked;
