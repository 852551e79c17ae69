package io.varve.persistence.log.wal;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** The encoding of all shards' positions, in segment headers and in the record that ends a log. */
final class ShardTable {
  private static final int ENTRY_BYTES = 20;

  private ShardTable() {}

  static int bytes(List<ShardPosition> table) {
    return Integer.BYTES + table.size() * ENTRY_BYTES;
  }

  static void encode(List<ShardPosition> table, ByteBuffer target) {
    target.putInt(table.size());
    for (ShardPosition position : table) {
      target.putInt(position.shard()).putLong(position.epoch()).putLong(position.sequenceNr());
    }
  }

  /** Reads what was written; the bytes' checksum was checked before. */
  static List<ShardPosition> decode(ByteBuffer source) {
    int entries = source.getInt();
    List<ShardPosition> table = new ArrayList<>();
    for (int i = 0; i < entries; i++) {
      table.add(new ShardPosition(source.getInt(), source.getLong(), source.getLong()));
    }
    return table;
  }
}
