/**
 * Where the evidence comes from once the shop is quiet: HTTP, SQL, Kafka, the provider's log, the
 * mailbox.
 */
@NullMarked
package dev.souk.proof.collect;

import org.jspecify.annotations.NullMarked;
