// Package bots answers in chat networks: one core, which knows nothing of any of
// them, and a package for each network, which knows nothing of answers.
//
//	receive → keep → queue → ask → render → split → send
//
// A message is kept (package bots/store) before anything else is done with it, for a
// network may deliver it only once, and is accepted once, for a network may deliver
// it twice. Each person has a lane of at most LaneLimit messages, answered in order;
// the lanes take turns, and all of them together hold at most QueueLimit. What does
// not fit is told so at once. What has to wait is told about how long.
//
// Nothing is answered with silence: what fails is told in one Vietnamese sentence
// with a number, which the log has too, beside the reason. An answer is kept until
// the network has all of it. A program that is told to end finishes the answers under
// way; one that is killed sends, when it is started again, what was not sent. The
// part that was on its way at a kill may arrive twice, which the log says.
//
// Personal data is masked before a message is kept, and the person is told not to
// send it. Questions and answers are never logged.
//
// Whoever writes in a chat network is a stranger: all documents of the corpus are
// public for now, so a stranger is answered from all of them, or is refused where
// Config.Admit says so.
package bots
