package io.lamplighter.api.notice;

import org.jspecify.annotations.Nullable;

/**
 * One message to a customer, ready to be sent.
 *
 * @param id stable: the same notice is never sent twice
 * @param requestNo what it is about
 * @param region of the request, GB/T 2260
 * @param channelRef the channel's own id of the message that is answered, null when there is none
 * @param phone the customer's, null when he left none
 * @param asksForScore whether a bare 1 to 5 is the answer to it (回访)
 */
public record Notice(
    String id,
    String requestNo,
    String region,
    @Nullable String channelRef,
    @Nullable String phone,
    String text,
    boolean asksForScore) {}
