package dev.souk.cluster.discovery;

import com.google.errorprone.annotations.CanIgnoreReturnValue;

import java.util.List;

/**
 * What this node knows of the instances in the cluster: a local snapshot, read without I/O on any
 * thread. Only instances on members of the cluster are in it, and only those whose node has proved
 * that it may speak for the service.
 */
public interface Directory {

    /** The instances of a service, draining and silent ones too; empty if there are none. */
    List<Instance> instances(String service);

    /** The instances of all services. */
    List<Instance> all();

    /**
     * Whether a node has not been heard for 1.5 s. A pause of this very node is not counted as the
     * other's silence. A node that is no member, or never was heard, is silent.
     */
    boolean isSilent(String nodeId);

    /**
     * Calls back whenever an instance appears, changes, goes, or its node falls silent or is heard
     * again. The listener runs on an event loop and must not block.
     *
     * @return ends the calls
     */
    @CanIgnoreReturnValue
    Runnable onChange(Runnable listener);
}
