/**
 * The log of a private directory: one write-ahead log for all shards of a node, and one file for
 * each manifest.
 *
 * <p>Invariant: what was answered Durable is replayed after any crash, what was answered Refused
 * never is; and a bad place in the log stops the shards that lost something by it, or may have, and
 * no others.
 *
 * <h2>Files</h2>
 *
 * <pre>{@code
 * DATA/log/00000000000000000007.wal            a segment
 * DATA/log/00005-00000000000000000012.manifest manifest 12 of shard 5
 * DATA/log/00005.stopped                       what is left of shard 5, which is stopped
 * DATA/log/reserve-segment, reserve-manifest   space for when the disk is full
 * DATA/log/*.tmp                               not complete; removed at the next start
 * }</pre>
 *
 * <h2>Segments</h2>
 *
 * All numbers are big-endian, checksums CRC-32C (Castagnoli).
 *
 * <pre>{@code
 * segment  = header record*
 * header   = magic:"VARVEWAL" version:u32=1 headerBytes:u32 number:u64
 *            previous:u64 previousLength:u64 carriedBytes:u64 table crc:u32
 * table    = count:u32 { shard:u32 epoch:u64 sequenceNr:u64 }
 * record   = magic:"VR" type:u8 zero:u8 shard:u32 epoch:u64 sequenceNr:u64
 *            groupStart:u32 length:u32 payloadCrc:u32 headerCrc:u32 payload:length
 * type     = 1 EVENT   the payload is the shard's
 *          | 2 CLAIM   payload = incarnation:u64 address:utf8
 *          | 3 END     no payload, the other fields are 0
 *          | 4 STOP    payload = offset:u64 { length:u32 text:utf8 }*3  file, expected, found
 * manifest = magic:"VARVEMAN" version:u32=1 shard:u32 ordinal:u64 epoch:u64 sequenceNr:u64
 *            length:u32 bytes:length crc:u32
 * }</pre>
 *
 * <ul>
 *   <li>{@code previousLength}: how many bytes of segment {@code previous} count. Beyond it are no
 *       records, whatever stands there. Numbers may be left out; 0 is before the first segment.
 *   <li>{@code table}: all shards but stopped ones, at the beginning of this segment. The records
 *       of a shard before it end at {@code sequenceNr}; if fewer are found, some are lost.
 *   <li>{@code carriedBytes}: records behind the header that became durable with it. A segment gets
 *       its name when header and carried records are durable.
 *   <li>{@code groupStart}: the offset where the first record stands that was forced together with
 *       this one. Everything before it was durable when this record was written.
 *   <li>{@code headerCrc}: over the 36 bytes before it, then the segment's number and the record's
 *       offset, both u64. So a record counts only where it was written.
 *   <li>The crc of a segment's header and of a manifest covers everything before it.
 *   <li>A {@code .stopped} file is a segment with number 0, a table of one entry, and STOP at its
 *       end; STOP's sequence number is that of the last good record.
 * </ul>
 *
 * <h2>Reading</h2>
 *
 * All segments are read once, in order, and every checksum is checked.
 *
 * <p><em>The torn end.</em> In the last segment a place that cannot be read is the end of the log
 * if no readable record behind it has a {@code groupStart} behind it, and it is not among the
 * carried records: then it belongs to the last group, which was being written when the power
 * failed, and whose sectors may have reached the disk in any order. Otherwise it was durable once
 * and is corruption. (A last group that was acknowledged and is damaged later cannot be told from a
 * torn one, unless the log was closed, which END shows, or a manifest covers records that are
 * missing.)
 *
 * <p><em>The doubtful group.</em> The last group of a log that was not closed is readable, but may
 * not be durable: its writer may have died before its force, or in one that failed, after which the
 * kernel takes the bytes for clean. Forcing them again would prove nothing. So opening copies them
 * into the new segment as carried records, and that segment's {@code previousLength} cuts them off
 * where they were. A process never writes to an earlier one's segment.
 *
 * <p><em>Order within a shard.</em> An EVENT must bear the number behind the last one; a CLAIM the
 * last one's, and a higher epoch. <em>What stands later supersedes:</em> a lower number first
 * removes all records of the shard from that number on (for a CLAIM, behind that number). A higher
 * number or a lower epoch means that records are lost. That a refused record never comes back does
 * not lean on this rule: it lies beyond its segment's {@code previousLength}, which was durable
 * before Refused was answered. The rule is needed for records that a repair put back, and for
 * doubtful groups that were copied more than once. It never removes what was acknowledged: a number
 * is given out anew only after its record was refused, cut off, or copied, and every cut is durable
 * in a header before the first record behind it.
 *
 * <p><em>Bad places.</em> A record with a good header and a bad payload stops its shard (a CLAIM
 * does not: all that counts is in its header). Where no header can be read, the next one is
 * searched byte by byte; what was in between may have been of any shard. The next record or table
 * of a shard shows whether it was: if the numbers go on without a gap nothing is missing. A shard
 * of which nothing follows is stopped. So it is with a segment whose header cannot be read, or that
 * is missing, and with bytes that are missing before {@code previousLength}.
 *
 * <p><em>Manifests.</em> The newest two of a shard are kept. When the newest is damaged the one
 * before counts, and records go only when that one covers them. When none is left, or the records
 * do not join the manifest, the shard is stopped.
 *
 * <p><em>A stopped shard</em> cannot be claimed. What is left of it is copied to a file of its own
 * when the log is opened, so that its segments may go; from then on the log's records of this shard
 * do not count. A repair puts the records before the bad place back, as carried records of a new
 * segment with the shard's position before them in its table, and then removes the file.
 *
 * <h2>Example</h2>
 *
 * Incarnation 9 at "node" claims shard 5, journals "hello", commits the manifest "state" for it and
 * closes the log. Segment 1:
 *
 * <pre>{@code
 * 56 41 52 56 45 57 41 4c 00 00 00 01 00 00 00 38  magic, version, 56 bytes of header
 * 00 00 00 00 00 00 00 01 00 00 00 00 00 00 00 00  number, no previous segment
 * 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00  its length, nothing carried
 * 00 00 00 00 98 fe 39 20                          no shards, crc
 * 56 52 02 00 00 00 00 05 00 00 00 00 00 00 00 01  CLAIM, shard 5, epoch 1
 * 00 00 00 00 00 00 00 00 00 00 00 38 00 00 00 0c  after record 0, group at 56, 12 bytes
 * 68 35 09 5d a2 d7 96 38                          crc of payload, of header
 * 00 00 00 00 00 00 00 09 6e 6f 64 65              incarnation 9, "node"
 * 56 52 01 00 00 00 00 05 00 00 00 00 00 00 00 01  EVENT, shard 5, epoch 1
 * 00 00 00 00 00 00 00 01 00 00 00 6c 00 00 00 05  record 1, group at 108, 5 bytes
 * 9a 71 bb 4c 9f 0e b5 a0                          crc of payload, of header
 * 68 65 6c 6c 6f                                   "hello"
 * 56 52 03 00 00 00 00 00 00 00 00 00 00 00 00 00  END
 * 00 00 00 00 00 00 00 00 00 00 00 99 00 00 00 00  group at 153, no payload
 * 00 00 00 00 13 3f a0 2f                          crc of payload, of header
 * }</pre>
 *
 * Its manifest:
 *
 * <pre>{@code
 * 56 41 52 56 45 4d 41 4e 00 00 00 01 00 00 00 05  magic, version, shard 5
 * 00 00 00 00 00 00 00 01 00 00 00 00 00 00 00 01  ordinal 1, epoch 1
 * 00 00 00 00 00 00 00 01 00 00 00 05              covers record 1, 5 bytes
 * 73 74 61 74 65                                   "state"
 * 9f 23 58 f3                                      crc
 * }</pre>
 *
 * Segment 2, which the next process begins:
 *
 * <pre>{@code
 * 56 41 52 56 45 57 41 4c 00 00 00 01 00 00 00 4c              magic, version, 76 bytes of header
 * 00 00 00 00 00 00 00 02 00 00 00 00 00 00 00 01              number 2, previous segment 1
 * 00 00 00 00 00 00 00 c1 00 00 00 00 00 00 00 00              193 bytes of that count, nothing carried
 * 00 00 00 01                                                  one shard
 * 00 00 00 05 00 00 00 00 00 00 00 01 00 00 00 00 00 00 00 01  5: epoch 1, record 1
 * 28 ee d8 05                                                  crc
 * }</pre>
 */
@NullMarked
package io.varve.persistence.log.wal;

import org.jspecify.annotations.NullMarked;
