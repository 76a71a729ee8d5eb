/** The clients: what they do, and how they write down what they sent and what they were told. */
@NullMarked
package dev.souk.proof.load;

import org.jspecify.annotations.NullMarked;
