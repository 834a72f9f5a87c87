/** Messages of IEC 61968-100 over SOAP, for every bundle that takes them in. */
@NullMarked
package io.lamplighter.kit.iec;

import org.jspecify.annotations.NullMarked;
