/** The shop of one data folder as a whole: started, watched, looked at, ended. */
@NullMarked
package dev.souk.local.shop;

import org.jspecify.annotations.NullMarked;
