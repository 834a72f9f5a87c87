/** The customers: brought in by CSV, recognised by number, phone or address. */
@NullMarked
package io.lamplighter.customers;

import org.jspecify.annotations.NullMarked;
