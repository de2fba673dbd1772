/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The demo: a lending company's database, replicated on embedded servers while it changes, and
 * verified.
 */
@NullMarked
package dev.tandem.cli.demo;

import org.jspecify.annotations.NullMarked;
