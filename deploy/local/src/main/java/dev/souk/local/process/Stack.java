package dev.souk.local.process;

import dev.souk.local.folder.DataFolder;

/** The processes of one data folder: their records, how they are started, signalled and found. */
public final class Stack {

    private final DataFolder folder;
    private final Procfs procfs = new Procfs();
    private final ProcessRecords records;
    private final Signals signals;
    private final Detached detached;
    private final Strays strays;
    private final Ports ports = new Ports();

    public Stack(DataFolder folder) {
        this.folder = folder;
        this.records = new ProcessRecords(folder, procfs);
        this.signals = new Signals(records);
        this.detached = new Detached(folder.root());
        this.strays = new Strays(folder.root(), procfs, records);
    }

    public DataFolder folder() {
        return folder;
    }

    public Procfs procfs() {
        return procfs;
    }

    public ProcessRecords records() {
        return records;
    }

    public Signals signals() {
        return signals;
    }

    public Detached detached() {
        return detached;
    }

    public Strays strays() {
        return strays;
    }

    public Ports ports() {
        return ports;
    }
}
