/** Password hashes, tokens and their keys, by BouncyCastle and the Java platform. */
@NullMarked
package dev.souk.user.crypto;

import org.jspecify.annotations.NullMarked;
