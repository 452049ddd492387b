/**
 * Compares a generation with another one, or with a batch job, at the same input.
 *
 * <pre>
 * Marks are written to lake and roster ──▶ each partition adds its rows up where it meets them
 *        │                                              │
 *        └──▶ BatchInput reads the catalogue up to them  └──▶ Checksums are collected from all instances
 *                       │                                              │
 *                       └────────────── Verification compares, and finds the first difference
 * </pre>
 */
@NullMarked
package io.stridelake.streams.verification;

import org.jspecify.annotations.NullMarked;
