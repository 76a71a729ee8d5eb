package dev.souk.order.app;

import dev.souk.contract.Event;
import dev.souk.contract.Topic;
import dev.souk.order.domain.Decision;

import java.util.List;

/** What other services are told of a decision. */
@FunctionalInterface
public interface Announcements {

    /** An event and where it goes. */
    record Announcement(Topic topic, Event<?> event) {}

    /** The announcements, in the order of the facts. */
    List<Announcement> of(Decision decision);
}
