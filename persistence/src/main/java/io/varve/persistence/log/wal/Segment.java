package io.varve.persistence.log.wal;

import java.util.List;
import java.util.Optional;

/**
 * A segment as it was found.
 *
 * @param end how many bytes of it count
 * @param header empty if it is not as it was written; then the first item is a gap at 0
 */
record Segment(
    long number, String file, long end, Optional<SegmentHeader> header, List<SegmentItem> items) {
  /**
   * Up to where everything was durable before the last group began: a bad place before that is
   * corruption, one behind may be a group that was being written when the power failed.
   */
  long forcedLength() {
    long forced = header.map(h -> h.bytes() + h.carriedBytes()).orElse(0L);
    for (SegmentItem item : items) {
      long groupStart =
          switch (item) {
            case SegmentItem.Whole whole -> whole.header().groupStart();
            case SegmentItem.Damaged damaged -> damaged.header().groupStart();
            case SegmentItem.Gap _ -> 0;
          };
      forced = Math.max(forced, groupStart);
    }
    return forced;
  }

  /**
   * The same segment without the torn group at its end, if there is one. Only for the last segment
   * of a log: of an earlier one the end is known.
   */
  Segment withoutTornTail() {
    long forced = forcedLength();
    for (int i = 0; i < items.size(); i++) {
      SegmentItem item = items.get(i);
      if (!(item instanceof SegmentItem.Whole) && item.offset() >= forced) {
        return new Segment(number, file, item.offset(), header, items.subList(0, i));
      }
    }
    return this;
  }

  /**
   * Where the last group begins, which may not be durable though it is seen: its writer may have
   * died before, or in, its force. The end, if nothing is in doubt.
   */
  long doubtfulFrom() {
    if (items.isEmpty() || !(items.getLast() instanceof SegmentItem.Whole last)) {
      return end;
    }
    if (last.header().type() == RecordType.END) {
      return end;
    }
    long carriedEnd = header.map(h -> h.bytes() + h.carriedBytes()).orElse(0L);
    return last.offset() < carriedEnd ? end : last.header().groupStart();
  }
}
