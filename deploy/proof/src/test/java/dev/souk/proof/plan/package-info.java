@NullMarked
package dev.souk.proof.plan;

import org.jspecify.annotations.NullMarked;
