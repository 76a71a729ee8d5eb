/** Mails to be sent and in-app messages in PostgreSQL. */
@NullMarked
package dev.souk.notify.store;

import org.jspecify.annotations.NullMarked;
