/** The people's API: sessions, requests, customers, the journal and its live stream, users. */
@NullMarked
package io.lamplighter.console;

import org.jspecify.annotations.NullMarked;
