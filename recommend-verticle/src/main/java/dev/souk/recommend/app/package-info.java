/** What the recommend service can do, and the ports that it needs. */
@NullMarked
package dev.souk.recommend.app;

import org.jspecify.annotations.NullMarked;
