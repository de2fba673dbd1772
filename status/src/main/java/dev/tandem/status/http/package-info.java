/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The status over HTTP: the page, the same as JSON, health for supervisors. It can only be read.
 */
@NullMarked
package dev.tandem.status.http;

import org.jspecify.annotations.NullMarked;
