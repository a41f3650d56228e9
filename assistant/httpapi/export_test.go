package httpapi

import "github.com/gin-gonic/gin"

// Routes are the routes that the server has.
func (s *Server) Routes() gin.RoutesInfo { return s.engine.Routes() }

// Clashes are the names that two types have in the description.
func (s *Server) Clashes() []string { return s.description.schemas.clashes }

// Described are the names of components and fields that descriptions are written for.
func Described() map[string]string { return descriptions }
