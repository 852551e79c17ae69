/**
 * A shard as of one event, in objects that a manifest names: the state of its series, and their
 * labels.
 *
 * <p>The invariant: a checkpoint and the label objects of the same manifest hold every series that
 * the shard had at that event, and nothing of any later one.
 *
 * <p>Both are envelopes of the same form, numbers highest byte first:
 *
 * <pre>
 * object  := magic(4) version(1) header-length(uvarint) header body crc(4)
 * magic   := "VCKP" for a checkpoint, "VLBL" for labels
 * version := 1
 * crc     := CRC32C (Castagnoli) of everything before it
 * </pre>
 *
 * <p>The header of a checkpoint is the protobuf message {@code varve.checkpoint.Header}; its body
 * is {@code series-count} series as {@link io.varve.persistence.head.MemSeries#writeTo} writes
 * them.
 *
 * <p>The header of a labels object is empty; its body is
 *
 * <pre>
 * body    := symbols tenants series
 * symbols := count(uvarint) string*               string := length(uvarint) UTF-8
 * tenants := count(uvarint) string*
 * series  := count(uvarint) entry*
 * entry   := ref-delta(uvarint) tenant(uvarint) labels(uvarint) { name(uvarint) value(uvarint) }*
 * </pre>
 *
 * where names and values are numbers of symbols, from 0, and references ascend.
 *
 * <p>Worked example: a labels object with series 3 of tenant {@code t}, {@code {a="b"}}:
 *
 * <pre>
 * 56 4c 42 4c  01  00        "VLBL", version 1, no header
 * 02 01 61 01 62             symbols "a", "b"
 * 01 01 74                   tenant "t"
 * 01 03 00 01 00 01          one series: +3, tenant 0, one label, "a" "b"
 * 8f a2 7d 85                CRC32C
 * </pre>
 */
@NullMarked
package io.varve.persistence.checkpoint;

import org.jspecify.annotations.NullMarked;
