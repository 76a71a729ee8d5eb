package dev.souk.local.process;

import dev.souk.local.folder.DataFolder;
import dev.souk.local.folder.JsonFile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The records of a data folder's processes, one file each. They are the only memory that the
 * commands share; a record is believed only while its pid lives and has its start time.
 */
public final class ProcessRecords {

    private final DataFolder folder;
    private final Procfs procfs;

    public ProcessRecords(DataFolder folder, Procfs procfs) {
        this.folder = folder;
        this.procfs = procfs;
    }

    /**
     * Every record, servers first, each kind in the order of names. A file that is no record is
     * left out.
     */
    public List<ProcessRecord> all() throws IOException {
        var records = new ArrayList<ProcessRecord>();
        if (Files.isDirectory(folder.run())) {
            try (var files = Files.newDirectoryStream(folder.run(), "*.json")) {
                for (var file : files) {
                    JsonFile.read(file, ProcessRecord.class).ifPresent(records::add);
                }
            }
        }
        records.sort(Comparator.comparing(ProcessRecord::kind).thenComparing(ProcessRecord::name));
        return records;
    }

    /** The nodes' records. */
    public List<ProcessRecord> nodes() throws IOException {
        return all().stream().filter(record -> record.kind() == ProcessRecord.Kind.NODE).toList();
    }

    /** Those that live. */
    public List<ProcessRecord> alive() throws IOException {
        return all().stream().filter(this::isAlive).toList();
    }

    /** The record of that name, whether its process lives or not. */
    public Optional<ProcessRecord> find(String name) throws IOException {
        return all().stream().filter(record -> record.name().equals(name)).findFirst();
    }

    /** Whether the record's very process lives. */
    public boolean isAlive(ProcessRecord record) {
        var startTime = procfs.startTime(record.pid());
        return startTime.isPresent() && startTime.getAsLong() == record.startTime();
    }

    /** Keeps the record in place of an older one of its name. */
    public void keep(ProcessRecord record) throws IOException {
        JsonFile.write(file(record.name()), record);
    }

    /** Forgets the name. */
    public void forget(String name) throws IOException {
        Files.deleteIfExists(file(name));
    }

    private Path file(String name) {
        return folder.run().resolve(name + ".json");
    }
}
