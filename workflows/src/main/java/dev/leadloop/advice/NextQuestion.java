package dev.leadloop.advice;

/**
 * The question whose answer changes most what is decided about a lead.
 *
 * @param answers how many answers the policy tells apart; each counts the same
 * @param deciding how many of them make it ready, or no longer so, let a request of its own pass or not, or close it
 * @param points by how many points the distance to the nearest threshold that answers can move changes, on average
 * @param moving how many of them change who gets it or how soon it is answered
 * @param because why it is worth asking, a sentence for whoever asks, without a full stop
 */
public record NextQuestion(Question question, int answers, int deciding, double points, int moving, String because) {}
