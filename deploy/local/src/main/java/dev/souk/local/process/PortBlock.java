package dev.souk.local.process;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * Where the processes of one data folder find their ports: in a block of its own, so that two shops
 * on one machine seldom want the same, below the range from which the system takes ports for
 * outgoing connections.
 */
public final class PortBlock {

    private static final int FIRST = 20_000;
    private static final int BLOCKS = 150;
    private static final int BLOCK = 80;

    private final Ports ports;
    private final int base;

    public PortBlock(Path folder, Ports ports) {
        var checksum = new CRC32();
        checksum.update(folder.toString().getBytes(StandardCharsets.UTF_8));
        this.ports = ports;
        this.base = FIRST + (int) (checksum.getValue() % BLOCKS) * BLOCK;
    }

    /** A free port for each purpose. */
    public Map<String, Integer> take(String... purposes) {
        var taken = new LinkedHashMap<String, Integer>();
        for (var purpose : purposes) {
            taken.put(purpose, ports.lowestFrom(base));
        }
        return taken;
    }
}
