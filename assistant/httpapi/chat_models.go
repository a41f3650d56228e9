package httpapi

import (
	"fmt"
	"net/http"

	"github.com/gin-gonic/gin"
)

// chatModelList is the body of GET /v1/models.
type chatModelList struct {
	Object string          `json:"object"` // "list"
	Data   []chatModelInfo `json:"data"`
}

// chatModelInfo describes a model in OpenAI's form.
type chatModelInfo struct {
	ID      string `json:"id"`
	Object  string `json:"object"`  // "model"
	Created int64  `json:"created"` // Unix time at which this server began
	OwnedBy string `json:"owned_by"`
}

func (s *Server) modelInfo() chatModelInfo {
	return chatModelInfo{ID: chatModel, Object: "model", Created: s.begun.Unix(), OwnedBy: chatModel}
}

func (s *Server) models(c *gin.Context) error {
	writeJSON(c, chatModelList{Object: "list", Data: []chatModelInfo{s.modelInfo()}})
	return nil
}

func (s *Server) model(c *gin.Context) error {
	if id := c.Param("model"); id != chatModel {
		return &chatError{http.StatusNotFound, "model", "model_not_found", fmt.Sprintf("Không có model %q.", cut(id))}
	}
	writeJSON(c, s.modelInfo())
	return nil
}
