@NullMarked
package dev.souk.proof.report;

import org.jspecify.annotations.NullMarked;
