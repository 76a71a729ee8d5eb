/** Tests of fragments, checks, answers, cursors and problems. */
@NullMarked
package dev.souk.cluster.web;

import org.jspecify.annotations.NullMarked;
