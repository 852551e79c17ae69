package io.varve.persistence.log.wal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the log tells of all shards, read from front to back. Not thread-safe. */
final class LogHistory {
  private final Map<Integer, ShardHistory> shards = new TreeMap<>();
  private final SegmentContents contents = new SegmentContents();
  private final List<BadPlace> badPlaces = new ArrayList<>();

  Collection<ShardHistory> shards() {
    return shards.values();
  }

  Map<Integer, ShardHistory> byShard() {
    return shards;
  }

  SegmentContents contents() {
    return contents;
  }

  List<BadPlace> badPlaces() {
    return badPlaces;
  }

  /** All shards' positions so far, of shards that are well so far and of others. */
  Map<Integer, ShardPosition> positions() {
    Map<Integer, ShardPosition> positions = new HashMap<>();
    shards.forEach((shard, history) -> positions.put(shard, history.position()));
    return positions;
  }

  /** A segment begins. */
  void header(Segment segment) {
    contents.begin(segment.number());
    segment.header().ifPresent(h -> table(h.table(), new BadPlace(segment.file(), 0, "", "")));
  }

  /** What was found in a segment, in order. */
  void items(Segment segment, List<SegmentItem> items) {
    for (SegmentItem item : items) {
      BadPlace here = new BadPlace(segment.file(), item.offset(), "", "");
      switch (item) {
        case SegmentItem.Whole(long offset, RecordHeader header) ->
            record(new RecordPlace(segment.number(), offset, header), here);
        case SegmentItem.Damaged(long offset, RecordHeader header, BadPlace place) -> {
          badPlaces.add(place);
          damaged(new RecordPlace(segment.number(), offset, header), place);
        }
        case SegmentItem.Gap(_, BadPlace place) -> gap(place);
      }
    }
  }

  /** Something is missing between two segments, or in one; it may be of any shard. */
  void gap(BadPlace place) {
    badPlaces.add(place);
    shards.values().forEach(history -> history.gap(place));
  }

  void table(List<ShardPosition> table, BadPlace here) {
    for (ShardPosition told : table) {
      ShardHistory known = shards.get(told.shard());
      if (known == null) {
        shards.put(told.shard(), new ShardHistory(told.shard(), told.epoch(), told.sequenceNr()));
      } else {
        known.table(told, here);
      }
    }
  }

  void record(RecordPlace record, BadPlace here) {
    RecordHeader header = record.header();
    switch (header.type()) {
      case EVENT -> {
        history(header, header.sequenceNr() - 1).event(record, here);
        contents.add(record.segment(), header.shard(), header.sequenceNr());
      }
      case CLAIM -> history(header, header.sequenceNr()).claim(header, here);
      case END, STOP -> {}
    }
  }

  private void damaged(RecordPlace record, BadPlace place) {
    RecordHeader header = record.header();
    switch (header.type()) {
      case EVENT -> {
        history(header, header.sequenceNr() - 1).damaged(record, place);
        contents.add(record.segment(), header.shard(), header.sequenceNr());
      }
      // Who claimed is for people; that there was a claim, and its epoch, is in the header.
      case CLAIM -> history(header, header.sequenceNr()).claim(header, place);
      case END, STOP -> {}
    }
  }

  private ShardHistory history(RecordHeader first, long base) {
    return shards.computeIfAbsent(
        first.shard(), shard -> new ShardHistory(shard, first.epoch(), base));
  }
}
