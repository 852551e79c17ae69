/**
 * What a receiver of samples hands to the router, and what comes back: requests in columns, label
 * sets still encoded, outcomes as counts.
 *
 * <p>The invariant guarded here is that a request is bounded before it is decoded and judged sample
 * by sample afterwards: whatever is wrong with one series or sample is a counted refusal and never
 * costs the others.
 *
 * <h2>Encoded labels</h2>
 *
 * <p>Whatever the protocol, a series' labels lie in a request's buffer in one form, the {@code
 * labels} field of the protobuf message {@code prometheus.TimeSeries}, repeated:
 *
 * <pre>
 *   labels = { 0x0A length(label) label }
 *   label  = [ 0x0A length(name) name ] [ 0x12 length(value) value ]
 * </pre>
 *
 * <p>Lengths are unsigned varints, strings UTF-8, empty strings are left out. {@code {a="b"}} is
 * {@code 0A 06 0A 01 61 12 01 62}. Remote write 1.0 has this form on the wire, so nothing is
 * copied; other protocols are rewritten to it, so that one series has one key in the route cache
 * whichever way it comes in. A sender that encodes differently (another order, unknown fields) has
 * keys of its own, which costs memory and nothing else.
 */
@NullMarked
package io.varve.sharding.ingest;

import org.jspecify.annotations.NullMarked;
