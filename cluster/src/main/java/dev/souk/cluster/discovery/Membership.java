package dev.souk.cluster.discovery;

import java.util.Set;

/** The nodes that belong to the cluster right now, as the cluster manager knows them. */
public interface Membership {

    /** The ids of all members, this node's too. No I/O. */
    Set<String> nodes();

    /** Calls back, on any thread, after members have come or gone. */
    void onChange(Runnable listener);
}
