/**
 * Fragments of queries, and what shards answer to them, as messages between nodes.
 *
 * <p>The invariant: no message is larger than 64 KiB, whatever is in it; and an answer of which
 * anything is missing, comes twice or comes from another shard is never taken for a whole one.
 *
 * <p>A stream of messages carries one request or one answer. Their payloads, one after the other,
 * are the elements; a message may end anywhere in an element. Numbers are little-endian; {@code
 * varint} has seven bits a byte, the lowest first. Nothing is checked by a sum: that is the
 * transport's.
 *
 * <pre>
 * message  := sequence u32, flags u8 (1: the last one), payload
 * element  := tag u8, length u32, body
 *
 * request  := FRAGMENT INPUT* END
 * answer   := START HEADERS* HEADERS_END (COLUMN* | SAMPLES* | STATE*) ANNOTATIONS END
 *           | any beginning of these, FAILURE END
 *
 * END          0 := elements before it u64
 * FRAGMENT     1 := tree
 * INPUT        2 := value f64 for each step
 * START        3 := shard u32, kind u8 (0 columns, 1 samples, 2 states)
 * HEADERS      4 := labels*
 * HEADERS_END  5 := label sets u32
 * COLUMN       6 := 1 u8, value f64 for each step
 *                 | 0 u8, presence u64 for each 64 steps, value f64 for each step present
 *                 | 2 u8, presence u64 and is histogram u64 for each 64 steps,
 *                   value f64 for each float, then the histograms
 * SAMPLES      7 := samples u32, time i64 for each, value f64 for each (of a histogram its sum),
 *                   unless all are floats: is histogram u64 for each 64, then the histograms;
 *                   histograms are as {@link io.varve.promql.value.HistogramEncoder} has them
 * STATE        8 := as {@link io.varve.promql.aggregate} has it
 * ANNOTATIONS  9 := tree
 * FAILURE     10 := error code text, message text
 *
 * labels   := name is dropped u8, common varint, more varint, (name text, value text) more times;
 *             the first common pairs are those of the label set before in the element
 * text     := bytes varint, UTF-8; or, if the string has half surrogates, three bytes for each unit
 *             of UTF-16 as if each were a character
 * tree     := Kryo's form of an object: the class's number varint, then
 *               record    (the first of its class in the tree: components varint, name text each;)
 *                         for each component its bytes varint and the tree of its value
 *               list      size varint, trees
 *               constant  name text
 *               labels    size varint, name and value text each
 *               function  name text
 * </pre>
 *
 * <p>Components of records may come and go between versions: names that a reader does not know are
 * skipped, and values that are missing are zero, false, null or the empty list. The classes'
 * numbers are in {@code Trees} and never change.
 *
 * <p>An answer of shard 3, whose two series over three steps are {@code x{a="1"}} with the value
 * 1.5 at the second step, and {@code x{a="2"}} with the value 2 at all steps, which is to lose its
 * name:
 *
 * <pre>
 * 00000000 01                             message 0, the last
 * 03 05000000  03000000 00                START: shard 3, columns
 * 04 19000000                             HEADERS
 *    00 00 02 08 5f5f6e616d655f5f 01 78   keeps its name; 0 in common, 2 more: __name__ = x
 *             01 61 01 31                                                     a = 1
 *    01 01 01 01 61 01 32                 drops its name; 1 in common, 1 more: a = 2
 * 05 04000000  02000000                   HEADERS_END: 2
 * 06 11000000                             COLUMN
 *    00 0200000000000000                  present at step 1
 *    000000000000f83f                     1.5
 * 06 19000000                             COLUMN
 *    01                                   full
 *    0000000000000040 0000000000000040 0000000000000040
 * 09 02000000  0d 00                      ANNOTATIONS: an empty list
 * 00 08000000  0600000000000000           END: 6 elements before it
 * </pre>
 *
 * {@code WireExampleTest} writes these bytes and compares them.
 */
@NullMarked
package io.varve.sharding.query.wire;

import org.jspecify.annotations.NullMarked;
