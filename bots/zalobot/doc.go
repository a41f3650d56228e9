// Package zalobot is the Zalo Bot Platform as a chat network: long polling or a
// webhook in, sendMessage and sendChatAction out.
//
// What the platform documents (https://bot.zaloplatforms.com/docs, 2026), and is
// relied on here:
//
//	POST https://bot-api.zaloplatforms.com/bot<TOKEN>/<method>   JSON; {ok, result, description, error_code}
//	getUpdates {"timeout": 30}     one update; no offset, no acknowledgement; 408 is an empty poll
//	setWebhook {url, secret_token} 8 to 256 characters; excludes getUpdates
//	sendMessage {chat_id, text}    1 to 2000 characters
//	webhook                        header X-Bot-Api-Secret-Token, body as a result of getUpdates
//
// Not documented, and so assumed as stands there: how a mention in a group looks (an
// @ and the bot's name in the text), what a character is (a UTF-16 unit, the larger
// count), the quotas behind 429 (pauses that double, unless a Retry-After comes).
//
// An update that the platform gave out just as the program was told to end is lost:
// nothing tells the platform that it did not arrive. A webhook has no such gap.
//
// Messages are sent as plain text: the subset of Markdown is not documented, and its
// marks occur in what is quoted.
//
// The token is part of every address: no error and no log line has an address. Text
// and names of people are not logged either.
package zalobot
