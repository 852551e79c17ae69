/**
 * The records of a shard's log: what was admitted, and what the decision was taken from.
 *
 * <p>The invariant: an event holds everything that its replay needs. Applying the same events to
 * the same state gives the same state, whatever the clock, the settings and the limits say by then;
 * so whatever the clock decided (the cut of a window, the removal of a silent series) is an event
 * too.
 *
 * <p>Format: one protobuf message {@code varve.event.Event} (src/main/proto/event.proto) per log
 * record. Samples are columns: references, counts per series, times and start times as zigzag
 * varints relative to their predecessors, values as little-endian 64-bit patterns; histograms,
 * where there are any, follow as chunks of one sample each (and make the event one of version 2). A
 * column that holds only its default is absent. The columns are the record's last field and are
 * written by hand ({@link io.varve.persistence.event.ColumnsCodec}); everything before them by
 * generated code. The record has no checksum of its own: the log has one.
 *
 * <p>Worked example: tenant {@code t}, received at 1000 ms, one sample 1.0 at 900 ms of series 1,
 * which is new, {@code {a="b"}}, and opens window 0:
 *
 * <pre>
 * 08 01              version 1
 * 10 01              kind 1, samples
 * 1a 01 74           tenant "t"
 * 20 d0 0f           received at 1000
 * 32 00              verdicts: nothing was refused, nothing looked at
 * 3a 00              opened: window 0, generation 0
 * 42 08              new series
 *    08 01           reference 1
 *    12 01 61 12 01 62   labels "a" "b"
 * 4a 11              columns
 *    0a 01 02        reference +1
 *    1a 02 88 0e     time +900
 *    22 08 00 00 00 00 00 00 f0 3f   value 1.0
 * </pre>
 */
@NullMarked
package io.varve.persistence.event;

import org.jspecify.annotations.NullMarked;
