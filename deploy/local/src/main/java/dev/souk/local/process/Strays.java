package dev.souk.local.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Processes of a data folder that no record names: left by a command that was killed between
 * starting one and writing it down, or the children of a server that was killed. They carry the
 * folder's {@linkplain Detached#MARK mark}.
 */
public final class Strays {

    private final Path folder;
    private final Procfs procfs;
    private final ProcessRecords records;

    public Strays(Path folder, Procfs procfs, ProcessRecords records) {
        this.folder = folder;
        this.procfs = procfs;
        this.records = records;
    }

    /** The pids of the strays. */
    public List<Long> find() throws IOException {
        var known = new HashSet<Long>();
        records.alive().forEach(record -> known.add(record.pid()));
        known.add(ProcessHandle.current().pid());
        return procfs.pids().stream()
                .filter(pid -> procfs.hasVariable(pid, Detached.MARK, folder.toString()))
                .filter(pid -> !descends(pid, known))
                .toList();
    }

    /** Ends them at once; returns how many there were. */
    public int end() throws IOException {
        var strays = find();
        strays.forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
        return strays.size();
    }

    private boolean descends(long pid, Set<Long> known) {
        for (var step = pid; step > 1; step = procfs.parent(step).orElse(0)) {
            if (known.contains(step)) {
                return true;
            }
        }
        return false;
    }
}
