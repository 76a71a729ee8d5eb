/** Mail by SMTP. */
@NullMarked
package dev.souk.notify.mail;

import org.jspecify.annotations.NullMarked;
